// Writes articles at a steady rate and says how long acknowledgements took.
// Usage: AKIN_WRITE_KEY=KEY node benchmarks/server_load/writes.mjs PORT SECONDS ARTICLES-A-SECOND
import { Agent, request } from 'node:http';

const [port, seconds, rate] = process.argv.slice(2).map(Number);
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const times = [];
let failed = 0;
let sent = 0;

function write(number) {
  const start = performance.now();
  const body = JSON.stringify({ title: `Bulletin ${number} on wheat`, body: `Report ${Math.random()} about a satellite launch and wheat exports.` });
  const headers = { Authorization: `Bearer ${process.env.AKIN_WRITE_KEY}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const put = request({ port, agent, host: '127.0.0.1', method: 'PUT', path: `/v1/articles/load-${process.pid}-${number}`, headers }, (response) => {
    response.resume();
    if (response.statusCode < 300) times.push(performance.now() - start);
    else failed += 1;
  });
  put.on('error', () => { failed += 1; });
  put.end(body);
}

const timer = setInterval(() => {
  if (sent < seconds * rate) return write(sent++);
  if (times.length + failed < sent) return;
  clearInterval(timer);
  agent.destroy();
  times.sort((a, b) => a - b);
  console.log(`acknowledged ${times.length}, failed ${failed}, median ${Math.round(times[times.length >> 1])} ms, most ${Math.round(times.at(-1))} ms`);
}, 1000 / rate);
