import { readdirSync } from 'node:fs';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = readdirSync('src/features');
const bridge = {
  name: 'AP',
  message: 'Only host/ knows the frame: take a Host.',
};

/** Features import shared things, never each other; shared things never import features or the app. */
const walls = (files, ...forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ group: forbidden, message: 'See the import rules in eslint.config.mjs.' }] },
    ],
  },
});

export default tseslint.config(
  { ignores: ['node_modules', 'src/api/client.ts'] },
  tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'error',
      'no-restricted-globals': ['error', bridge],
      'no-restricted-properties': ['error', { object: 'window', property: 'AP', message: bridge.message }],
    },
  },
  { files: ['src/host/**'], rules: { 'no-restricted-globals': 'off', 'no-restricted-properties': 'off' } },
  ...features.map((feature) =>
    walls(
      [`src/features/${feature}/**`],
      '@/app/*',
      ...features.filter((other) => other !== feature).map((other) => `@/features/${other}/*`),
    ),
  ),
  walls(['src/{api,host,ui}/**'], '@/app/*', '@/features/*'),
);
