'use strict';

// The client around the page, by messages. Data are only ever set as text.
const host = (() => {
  const waiting = new Map();
  const abilities = {};
  let count = 0;
  let shown = () => {};

  const send = message => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');

  const request = (method, params) => new Promise((resolve, reject) => {
    count += 1;
    waiting.set(count, { resolve, reject });
    send({ id: count, method, params });
  });

  const settle = message => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (asked && message.error) {
      asked.reject(new Error(String(message.error.message)));
    } else if (asked) {
      asked.resolve(message.result);
    }
  };

  const answer = message => {
    const known = message.method === 'ping' || message.method === 'ui/resource-teardown';
    send(known
      ? { id: message.id, result: {} }
      : { id: message.id, error: { code: -32601, message: 'unknown method' } });
  };

  const look = context => {
    const root = document.documentElement;
    if (context.theme === 'light' || context.theme === 'dark') {
      root.style.colorScheme = context.theme;
    }
    const variables = (context.styles && context.styles.variables) || {};
    Object.entries(variables)
      .filter(([name, value]) => /^--(color|font)-/.test(name) && typeof value === 'string')
      .forEach(([name, value]) => root.style.setProperty(name, value));
  };

  const hear = {
    'ui/notifications/tool-result': result => show(result),
    'ui/notifications/tool-cancelled': () => notice('The call was cancelled.'),
    'ui/notifications/host-context-changed': context => look(context || {}),
  };

  const textOf = result => (result.content || [])
    .filter(part => part.type === 'text')
    .map(part => part.text)
    .join('\n');

  const show = result => {
    const data = result && result.structuredContent;
    if (!data || result.isError) {
      notice(result ? textOf(result) : 'There is no result.');
      return;
    }
    notice('');
    shown(data);
  };

  const call = async (name, values) => {
    notice('One moment…');
    document.querySelectorAll('button').forEach(button => { button.disabled = true; });
    try {
      show(await request('tools/call', { name, arguments: values }));
    } catch (failed) {
      notice(failed.message);
    }
    document.querySelectorAll('button').forEach(button => { button.disabled = false; });
  };

  const open = address => request('ui/open-link', { url: address }).catch(failed => notice(failed.message));

  const measure = () => {
    const { width, height } = document.documentElement.getBoundingClientRect();
    send({ method: 'ui/notifications/size-changed', params: { width: Math.ceil(width), height: Math.ceil(height) } });
  };

  window.addEventListener('message', event => {
    const message = event.data;
    if (event.source !== window.parent || !message || message.jsonrpc !== '2.0') {
      return;
    }
    if (message.method === undefined) {
      settle(message);
    } else if (message.id !== undefined) {
      answer(message);
    } else if (Object.hasOwn(hear, message.method)) {
      hear[message.method](message.params);
    }
  });

  const start = async whenShown => {
    shown = whenShown;
    const result = await request('ui/initialize', {
      protocolVersion: '2026-01-26',
      appInfo: { name: 'toolbridge', version: '1' },
      appCapabilities: { availableDisplayModes: ['inline'] },
    });
    Object.assign(abilities, result.hostCapabilities);
    look(result.hostContext || {});
    send({ method: 'ui/notifications/initialized', params: {} });
    new ResizeObserver(measure).observe(document.documentElement);
  };

  // True if the client can open that address for the person.
  const opens = address => abilities.openLinks !== undefined && /^https?:/.test(address);

  return { start, call, open, opens };
})();

function notice(text) {
  document.getElementById('notice').textContent = text;
}

// An element with a text, or with other elements.
function make(name, kind, ...parts) {
  const element = document.createElement(name);
  element.className = kind;
  element.append(...parts);
  return element;
}

function data(name, value, kind = '') {
  return make(name, `data ${kind}`.trim(), typeof value === 'string' ? value : JSON.stringify(value));
}

function button(label, act) {
  const element = make('button', '', label);
  element.type = 'button';
  element.addEventListener('click', () => act(element));
  return element;
}

// A button that asks once more before it acts.
function careful(label, act) {
  return button(label, element => {
    if (element.dataset.asked) {
      act();
    } else {
      element.dataset.asked = 'yes';
      element.textContent = `${label}: sure?`;
    }
  });
}

function fill(...parts) {
  document.getElementById('content').replaceChildren(...parts);
}

function word(name) {
  const text = String(name).replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, (_, end, begin) => `${end} ${begin.toLowerCase()}`);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function titleOf(item) {
  const fields = item.payload || {};
  return fields.title || fields.content || item.uid;
}

// All fields of an item, as names and values.
function details(item) {
  const list = make('dl', '');
  Object.entries(item.payload || {}).forEach(([name, value]) => {
    list.append(data('dt', name), data('dd', value));
  });
  return list;
}

function state(item) {
  const deleted = item.deletedAt ? `, deleted ${item.deletedAt}` : '';
  return make('p', 'quiet', `Version ${item.version}, changed ${item.updatedAt}${deleted}`);
}
