// Types of akin.js. SPDX-License-Identifier: MIT

/** A run of text; marked runs are the words that matched. */
export interface SnippetPart { text: string; mark?: true }
export interface Copy { id: string; source: string; url: string; published: string | null }
export type EntityKind = 'person' | 'place' | 'organisation';

/** Why an article is related. */
export interface Why {
  entities: { kind: EntityKind; name: string; share: number }[];
  terms: { term: string; share: number }[];
  days_apart: number | null;
}

export interface Hit {
  id: string; title: string; url: string; source: string; published: string | null; score: number;
  title_parts?: SnippetPart[]; snippet: SnippetPart[]; people: string[]; places: string[]; organisations: string[]; tags: string[];
  copies: Copy[]; confidence?: number; why?: Why;
}

/** What GET /v1/search and /v1/similar answer (docs/json_format.md). */
export interface Result {
  format_version: 1; query: string; total: number; collapsed: number; took_ms: number;
  suggestion: string | null; warnings: string[]; hits: Hit[];
  facets: Record<string, { value: string; count: number }[]>;
}

/**
 * <akin-search>: a search box with suggestions, results and facets.
 * Attributes: server, key, label, placeholder, limit, facets, results ("off": submit the page's own form), links ("server"),
 * from-address. Event: akin-results (detail: Result, null when the box is empty).
 */
export class AkinSearch extends HTMLElement { search(more?: boolean): Promise<void> }

/**
 * <akin-related>: what goes with an article. Attributes: server, key, article, url, limit, heading, mode, exclude,
 * per-source, language, snippets, links ("server"). Event: akin-related (detail: Hit[]).
 */
export class AkinRelated extends HTMLElement { load(): Promise<void> }

declare global {
  interface HTMLElementTagNameMap { 'akin-search': AkinSearch; 'akin-related': AkinRelated }
  interface HTMLElementEventMap { 'akin-results': CustomEvent<Result | null>; 'akin-related': CustomEvent<Hit[]> }
}
