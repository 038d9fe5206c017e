// The interface's own words, so that a test reads like the screen and a better word breaks nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { root } from './bridge.js';

function read(language) {
  const folder = join(root, 'ui/locales', language);
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const file of readdirSync(folder)) bundle.addResource(new FluentResource(readFileSync(join(folder, file), 'utf8')));
  return (key, variables = {}) => {
    const [id, attribute] = key.split('.');
    const message = bundle.getMessage(id);
    const pattern = attribute ? message?.attributes[attribute] : message?.value;
    if (!pattern) throw new Error(`no text ${key} in ${language}`);
    return bundle.formatPattern(pattern, variables);
  };
}

export const t = read('en');
export const german = read('de');
