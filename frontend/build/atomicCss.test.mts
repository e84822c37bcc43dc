import { expect, test } from 'vitest';
import { sortAtomicCss } from './atomicCss.mts';

const label = '._11c8wadc{font:var(--body)}';
const bold = '._k48pwu06{font-weight:bold}';

test('a longhand stays in force when its shorthand is repeated later', () => {
  expect(sortAtomicCss(label + bold + label)).toBe(label + bold);
});

test('what is no atomic class comes first, in its own order', () => {
  const reset = 'body{margin:0}h1{font:bold}@keyframes k{to{opacity:1}}';
  expect(sortAtomicCss(`${bold}${reset}`)).toBe(reset + bold);
});

test('states follow what they change, and a pressed button is more than a hovered one', () => {
  const plain = '._1e0c1o8l{color:red}';
  const hover = '._30l3azsu:hover{color:green}';
  const active = '._9h8hazsu:active{color:blue}';
  expect(sortAtomicCss(active + hover + plain)).toBe(plain + hover + active);
});

test('what holds only in narrow frames or for reduced motion is said last', () => {
  const narrow = '@media (width<=30rem){._1if81osq{height:100%}}';
  expect(sortAtomicCss(narrow + bold)).toBe(bold + narrow);
});

test('sides come after the borders that set them', () => {
  const side = '._189eidpf{border-block-end:0}';
  const width = '._19itidpf{border-width:1px}';
  const all = '._179r1uh4{border:1px solid}';
  expect(sortAtomicCss(side + width + all)).toBe(all + width + side);
});
