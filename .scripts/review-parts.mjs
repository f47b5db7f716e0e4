// The style of a review's parts, for the page that shows one: `@import "preclear:review"` in a style sheet.
import { build } from 'esbuild';

const SOURCE = 'src/review/html-style.ts';

/** A part of the build that gives the style as it stands in the source of the review, for what is inside `.review`. */
export const REVIEW_PARTS = {
  name: 'review-parts',
  setup(step) {
    step.onResolve({ filter: /^preclear:review$/ }, () => ({ path: SOURCE, namespace: 'review' }));
    step.onLoad({ filter: /.*/, namespace: 'review' }, async () => {
      const { outputFiles } = await build({ entryPoints: [SOURCE], bundle: true, format: 'esm', write: false });
      const code = Buffer.from(outputFiles[0].contents).toString('base64');
      const { REVIEW_PARTS: parts } = await import(`data:text/javascript;base64,${code}`);
      return { contents: `.review{${parts}}`, loader: 'css' };
    });
  },
};
