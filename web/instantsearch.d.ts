// Types of instantsearch.js. SPDX-License-Identifier: MIT

/** What InstantSearch takes as its searchClient. */
export interface AkinSearchClient {
  search(requests: readonly unknown[]): Promise<{ results: any[] }>;
  searchForFacetValues(requests: readonly unknown[]): Promise<any[]>;
  getRecommendations(requests: readonly unknown[]): Promise<{ results: any[] }>;
}
export function akinSearchClient(server: string, options?: { key?: string; fetch?: typeof fetch }): AkinSearchClient;
