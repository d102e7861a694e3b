import { css } from 'lit';
import { ownerStyles } from '../owner/owner.styles.js';

/** Cards, tables and lists of the owner's area. */
export const sectionStyles = [
  ...ownerStyles,
  css`
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 1.5rem;
    }
    .card {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.875rem;
      align-content: start;
      padding: 1.25rem;
      border: 1px solid var(--line);
      border-radius: 0.75rem;
    }
    .card > header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0.25rem 0.75rem;
    }
    .card > header .more {
      margin-inline-start: auto;
    }
    .columns {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
      gap: 1.5rem;
      align-items: start;
    }
    .columns > section:not(.card) > h3 {
      margin-block-end: 0.75rem;
    }
    .hint {
      font-size: 0.875rem;
      font-weight: 400;
      color: var(--muted);
    }
    .figures {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
      gap: 0.75rem;
      margin: 0;
    }
    .figures > div {
      padding: 0.75rem 1rem;
      border-radius: var(--radius);
      background: var(--raised);
    }
    .figures dt {
      font-size: 0.8125rem;
      color: var(--muted);
    }
    .figures dd {
      margin: 0;
      font-size: 1.5rem;
      font-weight: 650;
      font-variant-numeric: tabular-nums;
    }
    .scroll {
      overflow-x: auto;
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: 0.9375rem;
      font-variant-numeric: tabular-nums;
    }
    th,
    td {
      padding: 0.5rem 0.75rem 0.5rem 0;
      text-align: start;
      vertical-align: top;
      border-block-end: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    thead th {
      font-size: 0.8125rem;
      font-weight: 600;
      color: var(--muted);
    }
    tbody th {
      font-weight: 600;
    }
    /* Where the table may be pushed along, its first column need not break words to fit. */
    .scroll tbody th {
      min-inline-size: 8rem;
      overflow-wrap: break-word;
    }
    .number {
      text-align: end;
      padding-inline-end: 1.5rem;
      white-space: nowrap;
    }
    .when {
      white-space: nowrap;
    }
    .about-row {
      margin-block: 1.5rem 0;
    }
    thead .number {
      overflow-wrap: normal;
      white-space: normal;
    }
    ul.plain {
      display: grid;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    ul.plain > li {
      display: grid;
      gap: 0.25rem;
      padding-block: 0.75rem;
      border-block-end: 1px solid var(--line);
    }
    ul.plain > li:last-child {
      border-block-end: 0;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.5rem;
    }
    .problem {
      border-inline-start: 4px solid var(--bad);
      padding: 0.5rem 0.875rem;
      border-radius: var(--radius);
      background: var(--bad-back);
    }
    pre {
      margin: 0;
      min-inline-size: 0;
      max-inline-size: 100%;
      padding: 1rem;
      overflow-x: auto;
      border-radius: var(--radius);
      background: var(--raised);
      font-size: 0.8125rem;
      line-height: 1.5;
    }
    .good {
      color: var(--good);
    }
    .bad {
      color: var(--bad);
    }
  `,
];
