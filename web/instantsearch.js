// A searchClient for InstantSearch (instantsearch.js, React, Vue) over an Akin server.
// SPDX-License-Identifier: MIT

/** Facet attributes, with the names of their filters and of their fields in queries. */
const FILTERS = { people: ['person', 'person'], places: ['place', 'place'], organisations: ['organisation', 'org'], sources: ['source', 'source'],
  tags: ['tag', 'tag'], authors: ['author', 'author'], sections: ['section', 'section'], languages: ['language', 'lang'] };

/** "people:Kim Jong-un" parted at its first colon. */
function parted(filter) {
  const colon = filter.indexOf(':');
  return [filter.slice(0, colon), filter.slice(colon + 1)];
}

function quoted(field, value) {
  return `+${field}:"${value.replaceAll('"', ' ')}"`;
}

/** facetFilters is a list of conditions that all hold, each one filter or a list of alternatives. The server takes
 *  alternatives as parameters; what must hold beside another of its kind becomes part of the query. */
function addFilters(facetFilters, parameters, must) {
  const taken = new Set();
  for (const condition of facetFilters ?? []) {
    const alternatives = [condition].flat().filter(Boolean).map(parted).filter(([attribute]) => FILTERS[attribute]);
    if (!alternatives.length) continue;
    const [attribute] = alternatives[0];
    const [filter, field] = FILTERS[attribute];
    if (taken.has(attribute) && alternatives.length === 1) must.push(quoted(field, alternatives[0][1]));
    else for (const [, value] of alternatives) parameters.push([filter, value]);
    taken.add(attribute);
  }
}

/** A hit with the fields that InstantSearch's widgets read. Marks carry the tags that it asked for; it escapes the rest. */
function toHit(hit, { highlightPreTag = '<em>', highlightPostTag = '</em>' }) {
  const plain = (value) => ({ value, matchLevel: 'none', matchedWords: [] });
  const highlighted = (parts) => ({
    ...plain(parts.map((part) => (part.mark ? highlightPreTag + part.text + highlightPostTag : part.text)).join('')),
    matchLevel: parts.some((part) => part.mark) ? 'full' : 'none',
  });
  const snippet = highlighted(hit.snippet);
  return { ...hit, objectID: hit.id, snippet: hit.snippet.map((part) => part.text).join(''),
    _highlightResult: { title: hit.title_parts ? highlighted(hit.title_parts) : plain(hit.title), source: plain(hit.source), snippet },
    _snippetResult: { snippet: { value: snippet.value, matchLevel: snippet.matchLevel } } };
}

/**
 * searchClient for InstantSearch. server: address of `akin serve`, without a slash at its end; key: its search key.
 * Indices: any name; a name that ends in _newest or _oldest sorts so (for the sortBy widget).
 */
export function akinSearchClient(server, { key, fetch: ask = globalThis.fetch.bind(globalThis) } = {}) {
  async function get(path, parameters) {
    const response = await ask(`${server}${path}?${new URLSearchParams(parameters)}`, key ? { headers: { Authorization: `Bearer ${key}` } } : {});
    const body = await response.json();
    if (!response.ok) throw new Error(body.error?.message ?? response.statusText);
    return body;
  }

  async function search({ indexName, params = {} }) {
    const hitsPerPage = params.hitsPerPage ?? 10;
    const page = params.page ?? 0;
    const facets = [params.facets ?? []].flat().flatMap((name) => (name === '*' ? Object.keys(FILTERS) : name)).filter((name) => FILTERS[name]);
    const must = [];
    const parameters = [['limit', hitsPerPage], ['offset', Math.min(page * hitsPerPage, 10000 - hitsPerPage)]];
    addFilters(params.facetFilters && [params.facetFilters].flat(1), parameters, must);
    parameters.push(['q', [params.query ?? '', ...must].join(' ').trim()]);
    if (facets.length) parameters.push(['facets', facets.join(',')]);
    const sort = /_(newest|oldest)$/.exec(indexName ?? '');
    if (sort) parameters.push(['sort', sort[1]]);
    const answer = await get('/v1/search', parameters);
    const counts = Object.entries(answer.facets).map(([name, values]) => [name, Object.fromEntries(values.map(({ value, count }) => [value, count]))]);
    return { index: indexName, hits: answer.hits.map((hit) => toHit(hit, params)), nbHits: answer.total, page, hitsPerPage,
      nbPages: hitsPerPage ? Math.ceil(Math.min(answer.total, 10000) / hitsPerPage) : 0, processingTimeMS: Math.round(answer.took_ms),
      exhaustiveNbHits: true, query: params.query ?? '', params: new URLSearchParams(parameters).toString(), facets: Object.fromEntries(counts) };
  }

  async function facetValues({ params = {} }) {
    const { facetName, facetQuery = '', maxFacetHits = 10, highlightPreTag = '<em>', highlightPostTag = '</em>' } = params;
    const found = await search({ params: { ...params, facets: [facetName], hitsPerPage: 0, page: 0 } });
    const typed = facetQuery.toLowerCase();
    const facetHits = Object.entries(found.facets[facetName] ?? {}).filter(([value]) => value.toLowerCase().includes(typed)).slice(0, maxFacetHits)
      .map(([value, count]) => {
        const at = value.toLowerCase().indexOf(typed);
        const highlighted = typed && at >= 0 ? value.slice(0, at) + highlightPreTag + value.slice(at, at + typed.length) + highlightPostTag + value.slice(at + typed.length) : value;
        return { value, count, highlighted };
      });
    return { facetHits, exhaustiveFacetsCount: false, processingTimeMS: found.processingTimeMS };
  }

  async function recommendations({ indexName, objectID, maxRecommendations, queryParameters = {} }) {
    const answer = await get(`/v1/similar/${encodeURIComponent(objectID)}`, [['limit', maxRecommendations || 5]]);
    return { index: indexName, hits: answer.hits.map((hit) => ({ ...toHit(hit, queryParameters), _score: 100 * (hit.confidence ?? 0) })),
      nbHits: answer.hits.length, processingTimeMS: Math.round(answer.took_ms) };
  }

  return {
    search: async (requests) => ({ results: await Promise.all(requests.map(search)) }),
    searchForFacetValues: (requests) => Promise.all(requests.map(facetValues)),
    getRecommendations: async (requests) => ({ results: await Promise.all(requests.map(recommendations)) }),
  };
}
