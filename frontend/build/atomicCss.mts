import postcss, { type ChildNode, type Rule } from 'postcss';
import type { Plugin } from 'vite';

/**
 * Atlaskit's styles are classes of one declaration each, repeated in every component's file. Concatenated as they come,
 * a repeated `font` wins over an earlier `font-weight`: whether a label is bold depends on which pages were opened
 * before. With one style sheet, each class in it once and the general before the special, it does not.
 */
export const atomicCss = (): Plugin => ({
  name: 'atomic-css',
  enforce: 'post',
  config: () => ({ build: { cssCodeSplit: false } }),
  generateBundle(_, bundle) {
    for (const asset of Object.values(bundle))
      if (asset.type === 'asset' && asset.fileName.endsWith('.css'))
        asset.source = sortAtomicCss(String(asset.source));
  },
});

/** What is no atomic class comes first and keeps its order. */
export function sortAtomicCss(css: string): string {
  const { nodes } = postcss.parse(css);
  const last = new Map(nodes.filter(isAtomic).map((node) => [node.toString(), node]));
  const sorted = [...last.values()].sort((one, other) => rank(one) - rank(other));
  return postcss.root({ nodes: [...nodes.filter((node) => !isAtomic(node)), ...sorted] }).toString();
}

const isAtomic = (node: ChildNode): boolean =>
  node.type === 'rule'
    ? /^\._[a-z0-9]{8}/.test(node.selector)
    : node.type === 'atrule' && node.name !== 'keyframes' && (node.nodes?.every(isAtomic) ?? false);

function rank(node: ChildNode): number {
  if (node.type !== 'rule') return 10_000;
  return pseudoRank(node) * 10 + propertyRank(node);
}

const pseudos = [':link', ':visited', ':focus-within', ':focus', ':focus-visible', ':hover', ':active'];

const pseudoRank = ({ selector }: Rule) => pseudos.findLastIndex((pseudo) => selector.endsWith(pseudo)) + 1;

const shorthands = [
  'all',
  'animation background border border-image border-radius columns flex font gap grid inset margin mask outline overflow padding text-decoration transition',
  'border-color border-style border-width grid-area inset-block inset-inline margin-block margin-inline padding-block padding-inline',
  'border-block border-inline grid-column grid-row',
  'border-top border-right border-bottom border-left border-block-start border-block-end border-inline-start border-inline-end',
].map((names) => names.split(' '));

function propertyRank(rule: Rule): number {
  const properties = rule.nodes.map((node) => (node.type === 'decl' ? node.prop : ''));
  const level = shorthands.findIndex((names) => properties.some((name) => names.includes(name)));
  return level < 0 ? shorthands.length : level;
}
