import globals from 'globals';
import tseslint from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { roomsRule } from './scripts/house/rooms.mjs';

/**
 * Import rules of ARCHITECTURE.md, one entry a room: which of our own modules it may not import. The floors of the
 * server are a rule of their own, in scripts/house/rooms.mjs.
 */
const importRules = [
  {
    room: 'packages/core/src/**',
    forbid: [
      { group: ['@shelfwise/*', '**/server/**', '**/widgets/**'], message: 'core imports nothing of ours.' },
      { group: ['node:*', 'fs', 'path', 'http'], message: 'core is pure: no I/O.' },
    ],
  },
  {
    room: 'packages/server/src/**',
    forbid: [{ group: ['@shelfwise/widgets*', '**/widgets/**'], message: 'server imports only core.' }],
  },
  {
    room: 'packages/server/src/resources/**',
    forbid: [
      { group: ['@shelfwise/widgets*', '**/widgets/**'], message: 'server imports only core.' },
      {
        regex: '/assistants/(?!assistant\\.js$|actions/action(?:-runner)?\\.js$)',
        message: 'Resources see the port of assistants and of actions, never an adapter.',
      },
      {
        group: ['../*/operations.js', '../../*/operations.js', '../*/routes.js', '../../*/routes.js'],
        message: 'One resource calls another through its service.',
      },
    ],
  },
  {
    room: 'packages/widgets/src/**',
    forbid: [
      {
        regex: '^@shelfwise/core/(?!wire(?:/currency)?$)',
        message: 'widgets see only the wire of core.',
      },
      {
        regex: '^@shelfwise/core/wire$',
        allowTypeImports: true,
        message: 'widgets import types of the wire alone: zod never reaches a page.',
      },
      { group: ['@shelfwise/server*', '**/server/**'], message: 'widgets know the server by HTTP.' },
    ],
  },
  {
    room: 'demo/src/**',
    forbid: [
      { group: ['@shelfwise/*', '**/packages/**'], message: 'demo knows only the snippet and the HTTP API.' },
    ],
  },
  {
    room: 'benchmarks/src/**',
    forbid: [
      {
        group: ['**/packages/**', '@shelfwise/*/dist/**', '@shelfwise/*/src/**'],
        message: 'benchmarks use packages by what they export.',
      },
    ],
  },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**', 'demo/data/**', 'coverage/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.lint.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 500 }],
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.test.ts', 'tests/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 800 }],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    // The accessibility assertion makes every assertion of chai look like a promise to the type checker.
    files: ['packages/widgets/src/**/*.test.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  { files: ['packages/widgets/src/**/*.ts'], extends: [lit['flat/recommended'], wc['flat/recommended']] },
  {
    files: [
      'benchmarks/**/*.ts',
      'packages/server/src/cli.ts',
      'packages/server/src/cli/**/*.ts',
      'demo/src/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['vitest.config.ts', 'tests/vitest*.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null } },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { ...globals.node }, ecmaVersion: 2024, sourceType: 'module' },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
  {
    files: ['packages/server/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    plugins: { house: { rules: { rooms: roomsRule } } },
    rules: { 'house/rooms': 'error' },
  },
  ...importRules.map(({ room, forbid }) => ({
    files: [`${room}/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: forbid }] },
  })),
  {
    files: ['packages/core/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'core takes a seeded random.' },
        { object: 'Date', property: 'now', message: 'core takes the time as an argument.' },
      ],
      'no-restricted-globals': ['error', 'fetch', 'setTimeout', 'setInterval', 'process', 'performance'],
    },
  },
);
