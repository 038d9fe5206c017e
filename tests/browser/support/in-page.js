// Runs in the page before anything of the interface does. Where Tauri would be, the bridge is: the built interface runs unchanged.

/** @param {string} name whose app this is */
export function standInForTauri(name) {
  if (!location.origin.startsWith('http://127.0.0.1')) return;

  // What a content policy refuses would be a hole without it.
  window.policyBroken = [];
  document.addEventListener('securitypolicyviolation', (event) => window.policyBroken.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));

  const clock = new XMLHttpRequest();
  clock.open('GET', '/clock', false);
  clock.send();
  const { ahead } = JSON.parse(clock.responseText);
  if (ahead > 0) {
    const Real = Date;
    window.Date = class extends Real {
      constructor(...given) {
        if (given.length === 0) super(Real.now() + ahead);
        else super(...given);
      }
      static now() {
        return Real.now() + ahead;
      }
    };
  }

  const callbacks = new Map();
  const listeners = new Map();
  let last = 0;
  let events;

  function hear() {
    events ??= new Promise((resolve) => {
      const source = new EventSource(`/${name}/events`);
      source.onopen = () => resolve();
      source.onmessage = ({ data }) => {
        for (const [id, { event, handler }] of listeners) if (event === 'notice') callbacks.get(handler)?.({ event, id, payload: JSON.parse(data) });
      };
    });
    return events;
  }

  window.calling = 0;
  const invoke = async (cmd, args = {}) => {
    if (cmd === 'plugin:event|listen') {
      const id = ++last;
      listeners.set(id, args);
      await hear();
      return id;
    }
    if (cmd === 'plugin:event|unlisten') return void listeners.delete(args.eventId);
    window.calling += 1;
    try {
      const response = await fetch(`/${name}/invoke`, { method: 'POST', body: JSON.stringify({ cmd, args }) });
      const { done, refused } = await response.json();
      if (refused !== undefined) throw refused;
      return done;
    } finally {
      window.calling -= 1;
    }
  };

  window.__TAURI_INTERNALS__ = {
    metadata: { currentWindow: { label: 'main' }, currentWebview: { windowLabel: 'main', label: 'main' } },
    invoke,
    transformCallback(callback, once = false) {
      const id = ++last;
      callbacks.set(id, (value) => {
        if (once) callbacks.delete(id);
        callback?.(value);
      });
      return id;
    },
    unregisterCallback: (id) => callbacks.delete(id),
  };
  window.__TAURI_EVENT_PLUGIN_INTERNALS__ = { unregisterListener: (_, id) => listeners.delete(id) };
}
