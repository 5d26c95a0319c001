// <akin-search> and <akin-related>: a search box and a list of related articles for any page.
// No dependencies. What comes from the server is only ever inserted as text; links lead to http(s) only.
// SPDX-License-Identifier: MIT

const HERE = new URL(import.meta.url).origin;
const WORDS = { word: 'Searches', person: 'People', place: 'Places', organisation: 'Organisations', title: 'Articles' };
const FACETS = { people: ['person', 'People'], places: ['place', 'Places'], organisations: ['organisation', 'Organisations'],
  sources: ['source', 'Sources'], tags: ['tag', 'Tags'], authors: ['author', 'Authors'], sections: ['section', 'Sections'],
  languages: ['language', 'Languages'] };

const STYLE = `
:host { display: block; position: relative; color: var(--akin-text, light-dark(#1d2426, #e6eaeb));
  --_accent: var(--akin-accent, light-dark(#0b5e63, #76cdd0)); --_back: var(--akin-background, light-dark(#fff, #1c2325));
  --_quiet: var(--akin-muted, light-dark(#5a6468, #a0abae)); --_line: var(--akin-border, light-dark(#dfddd6, #333d40));
  --_mark: var(--akin-mark, light-dark(#fbe6a2, #5d4a12)); --_round: var(--akin-radius, .4rem);
  color-scheme: inherit; line-height: 1.5; overflow-wrap: anywhere; }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
form { display: flex; gap: .5rem; margin: 0; }
input, button { font: inherit; color: inherit; }
input { flex: 1; min-width: 0; padding: .5rem .75rem; border: 1px solid var(--_quiet); border-radius: var(--_round); background: var(--_back); }
form button { padding: .5rem 1rem; border: 0; border-radius: var(--_round); background: var(--_accent); color: var(--_back); cursor: pointer; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.popup { position: absolute; z-index: 10; inset-inline: 0; margin-top: .25rem; max-height: min(32rem, 70vh); overflow: auto; padding: .4rem;
  background: var(--_back); border: 1px solid var(--_line); border-radius: var(--_round); box-shadow: 0 .6rem 1.6rem #0003; animation: in .12s; }
@keyframes in { from { opacity: 0; transform: translateY(-.25rem); } }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
.label { padding: .35rem .6rem .1rem; font-size: .8rem; color: var(--_quiet); }
[role=option] { display: flex; justify-content: space-between; gap: 1rem; padding: .35rem .6rem; border-radius: var(--_round); cursor: pointer; }
[role=option][aria-selected=true] { background: var(--_accent); color: var(--_back); }
.count, .source, .why, .status, .copies { color: var(--_quiet); font-size: .9em; }
[aria-selected=true] .count { color: inherit; }
.status { margin: .75rem 0 0; } .status:empty { display: none; } .error { color: inherit; border-inline-start: 3px solid #c0392b; padding-inline-start: .6rem; }
.columns { display: grid; gap: 1rem 2rem; } .columns.both { grid-template-columns: minmax(0, 1fr) minmax(9rem, 14rem); }
@container (max-width: 36rem) { .columns.both { grid-template-columns: minmax(0, 1fr); } }
.results { container-type: inline-size; }
ol, ul { list-style: none; margin: 0; padding: 0; }
.hit { padding: .8rem 0; border-bottom: 1px solid var(--_line); } .hit:last-child { border-bottom: 0; } .hit p { margin: .15rem 0 0; } .snippet { max-width: 68ch; }
.hit h3 { margin: 0; font-size: 1.08em; line-height: 1.3; }
a { color: var(--_accent); text-decoration-thickness: 1px; text-underline-offset: .15em; } .hit h3 a { text-decoration: none; } .hit h3 a:hover { text-decoration: underline; }
mark { background: var(--_mark); color: inherit; border-radius: 2px; }
fieldset { border: 0; margin: 0 0 .8rem; padding: 0; min-width: 0; } legend { font-weight: 600; padding: 0; }
label { display: flex; gap: .5rem; align-items: baseline; padding: .12rem 0; cursor: pointer; } label .name { flex: 1; min-width: 0; }
label input { flex: none; accent-color: var(--_accent); }
h2 { font-size: 1.1em; margin: 0 0 .3rem; } .more { background: none; border: 1px solid var(--_line); border-radius: var(--_round); padding: .4rem 1rem; margin-top: .8rem; cursor: pointer; }
summary { cursor: pointer; width: max-content; } details li { padding-inline-start: 1rem; }
`;
const sheet = new CSSStyleSheet(); // not a <style>: strict content security policies allow it
sheet.replaceSync(STYLE);

/** An element with attributes and children; strings become text. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== null && value !== false) node.setAttribute(key, value === true ? '' : value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}

/** The address when it is http or https, else none: no javascript:, no data:. */
function safeUrl(text) {
  if (!text) return null;
  try {
    const url = new URL(text, location.href);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}

const isolated = (text) => el('bdi', {}, text);
const marked = (parts) => parts.map((piece) => (piece.mark ? el('mark', { part: 'mark' }, piece.text) : piece.text));
const joined = (nodes, separator) => nodes.flatMap((node, i) => (i ? [separator, node] : [node]));

function timeApart(days) {
  if (days === 0) return 'same day';
  const far = Math.abs(days);
  const [size, unit] = far < 14 ? [1, 'day'] : far < 60 ? [7, 'week'] : far < 730 ? [30.44, 'month'] : [365.25, 'year'];
  const count = Math.round(far / size);
  return `${count} ${unit}${count === 1 ? '' : 's'} ${days < 0 ? 'earlier' : 'later'}`;
}

class AkinElement extends HTMLElement {
  #sequence = 0;
  #controllers = {};

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheet];
    this.build(root);
  }

  disconnectedCallback() {
    for (const controller of Object.values(this.#controllers)) controller.abort();
  }

  get server() {
    return (safeUrl(this.getAttribute('server')) ?? HERE).replace(/\/$/, '');
  }

  get authorization() {
    const key = this.getAttribute('key');
    return key ? { Authorization: `Bearer ${key}` } : {};
  }

  /** Asks the server. A newer call with the same name aborts this one; undefined then, and nothing must be shown. */
  async ask(name, path, parameters) {
    this.#controllers[name]?.abort();
    const controller = (this.#controllers[name] = new AbortController());
    const number = ++this.#sequence;
    controller.number = number;
    const url = `${this.server}${path}?${new URLSearchParams(parameters)}`;
    const timer = setTimeout(() => controller.abort('timeout'), 15000);
    try {
      const response = await fetch(url, { signal: controller.signal, headers: { Accept: 'application/json', ...this.authorization } });
      const body = await response.json();
      if (this.#controllers[name].number !== number) return undefined;
      if (!response.ok) throw new Error(body.error?.message ?? response.statusText);
      return body;
    } catch (error) {
      if (this.#controllers[name].number !== number) return undefined;
      if (controller.signal.aborted && controller.signal.reason !== 'timeout') return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Forgets what is being asked for under a name. */
  drop(name) {
    const controller = this.#controllers[name];
    if (!controller) return;
    controller.number = -1;
    controller.abort();
  }

  /** Where an article is read: its own address, or its page here. links="server" always takes the latter. */
  address(hit) {
    const own = this.getAttribute('links') === 'server' ? null : safeUrl(hit.url);
    return own ?? `${this.server}/article?id=${encodeURIComponent(hit.id)}`;
  }

  hit(hit, heading) {
    const date = hit.published && new Date(hit.published);
    const when = date && el('time', { datetime: hit.published },
      date.toLocaleDateString(document.documentElement.lang || undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }));
    const line = joined([hit.source && isolated(hit.source), when].filter(Boolean), ' · ');
    return el('li', { class: 'hit', part: 'hit' },
      el(heading, { dir: 'auto' }, el('a', { href: this.address(hit), part: 'link' }, ...(hit.title_parts ? marked(hit.title_parts) : [hit.title || hit.id]))),
      line.length ? el('p', { class: 'source', part: 'source' }, ...line) : null,
      hit.why ? this.why(hit.why) : null,
      hit.snippet?.length ? el('p', { class: 'snippet', part: 'snippet', dir: 'auto' }, ...marked(hit.snippet)) : null,
      hit.copies?.length ? this.copies(hit.copies) : null);
  }

  why(why) {
    const names = why.entities.slice(0, 3).map((entity) => isolated(entity.name));
    const terms = why.terms.slice(0, 2).map((term) => isolated(term.term));
    const parts = [names, terms].filter((list) => list.length).map((list) => el('span', {}, ...joined(list, ', ')));
    if (why.days_apart !== null) parts.push(timeApart(why.days_apart));
    return parts.length ? el('p', { class: 'why', part: 'why' }, ...joined(parts, ' · ')) : null;
  }

  copies(copies) {
    return el('details', { class: 'copies', part: 'copies' },
      el('summary', {}, `+${copies.length} ${copies.length === 1 ? 'copy' : 'copies'}`),
      el('ul', {}, ...copies.map((copy) => el('li', {}, el('a', { href: this.address(copy) }, isolated(copy.source || copy.id))))));
  }
}

/** A search box: suggestions while one types, results below (or, with results="off", the form of the page). */
class AkinSearch extends AkinElement {
  #filters = [];
  #limit = 0;
  #options = [];
  #active = -1;
  #typing = false; // the last word may go on: it stands for those that begin with it as well
  #composing = false;
  #timer = 0;

  build(root) {
    const light = this.querySelector('form');
    const field = light?.querySelector('input[name=q]');
    const label = this.getAttribute('label') ?? field?.getAttribute('aria-label') ?? 'Search';
    this.input = el('input', { type: 'search', name: 'q', role: 'combobox', part: 'input', dir: 'auto', autocomplete: 'off', spellcheck: 'false',
      'aria-label': label, 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'popup', 'aria-haspopup': 'listbox',
      placeholder: this.getAttribute('placeholder') ?? field?.placeholder ?? label, maxlength: 500 });
    this.input.value = field?.value ?? '';
    this.popup = el('div', { class: 'popup', part: 'popup', id: 'popup', role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
    this.said = el('div', { class: 'said', role: 'status', 'aria-live': 'polite' });
    this.status = el('p', { class: 'status', part: 'status' });
    this.list = el('ol', { part: 'hits' });
    this.facets = el('div', { part: 'facets', role: 'group', 'aria-label': 'Narrow the results' });
    this.more = el('button', { type: 'button', class: 'more', part: 'more', hidden: true }, 'Show more');
    this.columns = el('div', { class: 'columns' }, el('div', {}, el('h2', { class: 'said' }, 'Results'), this.list, this.more), this.facets);
    this.form = el('form', { role: 'search', part: 'form' }, this.input, el('button', { type: 'submit', part: 'button' }, 'Search'));
    root.append(this.form, this.popup, this.said,
      el('div', { class: 'results', part: 'results', hidden: !this.shows }, this.status, this.columns));
    this.listen();
    const asked = new URLSearchParams(location.search).get('q');
    if (this.shows && !this.input.value && asked && this.hasAttribute('from-address')) this.input.value = asked;
    if (this.shows && this.input.value) this.search();
  }

  get shows() { return this.getAttribute('results') !== 'off'; }

  listen() {
    const { input, popup } = this;
    input.addEventListener('compositionstart', () => { this.#composing = true; });
    input.addEventListener('compositionend', () => { this.#composing = false; this.changed(); });
    input.addEventListener('input', (event) => { if (!event.isComposing && !this.#composing) this.changed(); });
    input.addEventListener('keydown', (event) => this.key(event));
    input.addEventListener('blur', () => this.close());
    popup.addEventListener('pointerdown', (event) => event.preventDefault()); // the box keeps the focus
    popup.addEventListener('click', (event) => {
      const index = this.#options.findIndex((option) => option.node.contains(event.target));
      if (index >= 0) this.choose(index);
    });
    this.form.addEventListener('submit', (event) => { event.preventDefault(); this.submit(); });
    this.more.addEventListener('click', () => { this.#limit += this.step; this.search(true); });
  }

  get step() { return Math.min(Math.max(parseInt(this.getAttribute('limit'), 10) || 10, 1), 100); }

  changed() {
    this.#typing = true;
    this.activate(-1); // what was chosen belongs to what stood in the box before
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.suggest(); if (this.shows) this.search(); }, 120);
  }

  submit() {
    this.#typing = false;
    clearTimeout(this.#timer);
    this.close();
    if (this.shows) return this.search();
    const form = this.querySelector('form'); // the page's own results
    const field = form?.querySelector('input[name=q]');
    if (field) { field.value = this.input.value; form.submit(); }
    else location.assign(`${this.server}/?q=${encodeURIComponent(this.input.value)}`);
  }

  key(event) {
    if (event.isComposing || this.#composing) return;
    const open = !this.popup.hidden;
    const last = this.#options.length - 1;
    if (event.key === 'ArrowDown' && !open) { if (this.input.value) this.suggest(); }
    else if (event.key === 'ArrowDown') this.activate(this.#active >= last ? -1 : this.#active + 1);
    else if (event.key === 'ArrowUp' && open) this.activate(this.#active < 0 ? last : this.#active - 1);
    else if (event.key === 'Enter' && open && this.#active >= 0) this.choose(this.#active);
    else if (event.key === 'Escape' && open) this.close();
    else return;
    event.preventDefault();
  }

  async suggest() {
    const q = this.input.value;
    if (!q.trim()) { this.drop('suggest'); return this.close(); }
    try {
      const answer = await this.ask('suggest', '/v1/suggest', { q, limit: 5 });
      if (answer && this.#active < 0 && this.matches(':focus-within')) this.offer(answer.suggestions);
    } catch {
      this.close(); // results say what is wrong; without suggestions one can search all the same
    }
  }

  offer(suggestions) {
    this.#options = [];
    this.#active = -1;
    const groups = Object.keys(WORDS).map((kind) => {
      const members = suggestions.filter((suggestion) => suggestion.kind === kind).slice(0, 4);
      if (!members.length) return null;
      const nodes = members.map((suggestion) => {
        const node = el('div', { role: 'option', part: 'option', id: `option-${this.#options.length}`, 'aria-selected': 'false' },
          isolated(suggestion.text), kind === 'title' ? null : el('span', { class: 'count', 'aria-hidden': 'true' }, String(suggestion.count)));
        this.#options.push({ node, suggestion });
        return node;
      });
      return el('div', { role: 'group', 'aria-label': WORDS[kind] }, el('div', { class: 'label', part: 'label', 'aria-hidden': 'true' }, WORDS[kind]), ...nodes);
    });
    this.popup.replaceChildren(...groups.filter(Boolean));
    const some = this.#options.length > 0;
    this.popup.hidden = !some;
    this.input.setAttribute('aria-expanded', String(some));
    this.input.removeAttribute('aria-activedescendant');
    if (!this.shows || !some) this.say(some ? `${this.#options.length} suggestions` : 'No suggestions');
  }

  activate(index) {
    this.#active = index;
    this.#options.forEach(({ node }, i) => node.setAttribute('aria-selected', String(i === index)));
    const option = this.#options[index];
    if (!option) return this.input.removeAttribute('aria-activedescendant');
    this.input.setAttribute('aria-activedescendant', option.node.id);
    option.node.scrollIntoView({ block: 'nearest' });
  }

  choose(index) {
    const { suggestion } = this.#options[index];
    if (suggestion.kind === 'title') return location.assign(this.address(suggestion));
    const field = { person: 'person', place: 'place', organisation: 'org' }[suggestion.kind];
    this.input.value = field ? `${field}:"${suggestion.text.replaceAll('"', '')}"` : suggestion.text;
    this.submit();
  }

  close() {
    this.drop('suggest');
    this.popup.hidden = true;
    this.#active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  async search(more = false) {
    const q = this.input.value.trim();
    if (!more) this.#limit = this.step;
    if (!q && !this.#filters.length) { this.drop('search'); return this.show(null); }
    const parameters = [['q', q], ['limit', Math.min(this.#limit, 1000)], ...this.#filters];
    if (this.#typing && !/\s$/.test(this.input.value)) parameters.push(['prefix', 1]);
    if (this.getAttribute('facets')) parameters.push(['facets', this.getAttribute('facets')]);
    try {
      const [answer, ...wider] = await Promise.all([this.ask('search', '/v1/search', parameters), ...this.askWider(parameters)]);
      if (answer) Object.assign(answer.facets, ...wider.map((one) => one?.facets));
      if (answer) this.show(answer);
    } catch (error) {
      this.fail(navigator.onLine ? error : new Error('you are offline'));
    }
  }

  /** Several values of a facet mean any of them: to offer more of them, it is counted as if none were chosen. */
  askWider(parameters) {
    return Object.entries(FACETS).filter(([, [filter]]) => this.#filters.some(([key]) => key === filter)).map(([name, [filter]]) =>
      this.ask(`facet ${name}`, '/v1/search', [...parameters.filter(([key]) => !['limit', 'facets', filter].includes(key)), ['limit', 0], ['facets', name]]));
  }

  show(answer) {
    this.status.classList.remove('error');
    this.list.replaceChildren(...(answer?.hits ?? []).map((hit) => this.hit(hit, 'h3')));
    this.more.hidden = !answer || answer.hits.length >= answer.total || this.#limit >= 1000;
    this.showFacets(answer?.facets ?? {});
    const folded = answer?.collapsed ? `, ${answer.collapsed} ${answer.collapsed === 1 ? 'copy' : 'copies'} folded` : '';
    const count = !answer ? '' : answer.total ? `${answer.total} ${answer.total === 1 ? 'story' : 'stories'}${folded}` : 'Nothing found';
    this.status.replaceChildren([count, ...(answer?.warnings ?? [])].filter(Boolean).join(' · '));
    if (answer?.suggestion && !(this.#typing && answer.total)) { // half a word is no slip
      const other = el('button', { type: 'button', class: 'more' }, answer.suggestion);
      other.addEventListener('click', () => { this.input.value = answer.suggestion; this.submit(); });
      this.status.append(' Did you mean ', other);
    }
    this.say(count);
    this.dispatchEvent(new CustomEvent('akin-results', { detail: answer, bubbles: true, composed: true }));
  }

  showFacets(facets) {
    const focused = this.shadowRoot.activeElement?.value;
    const groups = Object.entries(facets).filter(([name]) => FACETS[name]).map(([name, values]) => {
      const [filter, heading] = FACETS[name];
      const chosen = this.#filters.filter(([key]) => key === filter).map(([, value]) => value);
      const rest = values.filter(({ value }) => value && !chosen.includes(value)).slice(0, 6);
      const all = [...chosen.map((value) => ({ value, count: values.find((other) => other.value === value)?.count ?? 0 })), ...rest];
      return all.length ? el('fieldset', { part: 'facet' }, el('legend', {}, heading),
        ...all.map(({ value, count }) => this.facetValue(filter, value, count, chosen.includes(value)))) : null;
    });
    this.facets.replaceChildren(...groups.filter(Boolean));
    this.columns.classList.toggle('both', this.facets.childElementCount > 0);
    if (focused) [...this.facets.querySelectorAll('input')].find((box) => box.value === focused)?.focus();
  }

  facetValue(filter, value, count, checked) {
    const box = el('input', { type: 'checkbox', value, checked });
    box.addEventListener('change', () => {
      this.#filters = this.#filters.filter(([key, other]) => key !== filter || other !== value);
      if (box.checked) this.#filters.push([filter, value]);
      this.search();
    });
    return el('label', {}, box, el('span', { class: 'name' }, isolated(value)), el('span', { class: 'count' }, String(count)));
  }

  /** Old results stay: they are better than none. */
  fail(error) {
    this.status.classList.add('error');
    this.status.textContent = `Search does not answer (${error.message || 'no connection'}). Try again.`;
    this.say(this.status.textContent);
  }

  say(text) { this.said.textContent = text; }
}

/** What goes with an article: by its id (article), else by the page's canonical address. */
class AkinRelated extends AkinElement {
  static observedAttributes = ['article', 'url', 'limit'];

  attributeChangedCallback() { if (this.shadowRoot) this.load(); }

  build(root) {
    this.heading = el('h2', { part: 'heading', id: 'heading' }, this.getAttribute('heading') ?? 'Related');
    this.list = el('ol', { part: 'hits', 'aria-labelledby': 'heading' });
    this.section = el('section', { hidden: true, 'aria-labelledby': 'heading' }, this.heading, this.list);
    root.append(this.section);
    this.load();
  }

  async load() {
    const id = this.getAttribute('article');
    const url = this.getAttribute('url') ?? document.querySelector('link[rel=canonical]')?.href ?? location.href;
    const parameters = [['limit', Math.min(Math.max(parseInt(this.getAttribute('limit'), 10) || 5, 1), 100)]];
    for (const name of ['mode', 'exclude', 'per-source', 'language'])
      if (this.getAttribute(name)) parameters.push([name, this.getAttribute(name)]);
    if (!id) parameters.push(['url', url]);
    let hits = [];
    try {
      const answer = await this.ask('similar', id ? `/v1/similar/${encodeURIComponent(id)}` : '/v1/similar', parameters);
      if (!answer) return;
      hits = answer.hits;
    } catch { /* a page without the list is a whole page */ }
    this.list.replaceChildren(...hits.map((hit) => this.hit(this.hasAttribute('snippets') ? hit : { ...hit, snippet: [] }, 'h3')));
    this.section.hidden = !hits.length;
    this.dispatchEvent(new CustomEvent('akin-related', { detail: hits, bubbles: true, composed: true }));
  }
}

customElements.define('akin-search', AkinSearch);
customElements.define('akin-related', AkinRelated);

export { AkinSearch, AkinRelated };
