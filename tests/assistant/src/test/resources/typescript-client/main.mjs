// The official client does what a test says: POST /<session>/<action> with the parameters as JSON. The browser of a
// login comes back to GET /<session>/callback.
import { createServer } from 'node:http';
import { Session } from './session.mjs';

const sessions = new Map();
const DONE = '<!doctype html><title>Logged in</title><h1>Logged in</h1><p>You can close this window.</p>';

const door = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, address());
  const [, name, action] = pathname.split('/');
  try {
    if (action === 'callback') {
      sessions.get(name).cameBack(searchParams);
      response.setHeader('Content-Type', 'text/html').end(DONE);
      return;
    }
    const parameters = JSON.parse(await text(request));
    if (action === 'open') {
      sessions.set(name, new Session(`${address()}/${name}/callback`, parameters));
    }
    answer(response, 200, await sessions.get(name)[action](parameters));
  } catch (failed) {
    answer(response, 500, { name: failed.constructor.name, code: code(failed), message: failed.message });
  }
});

door.listen(0, '127.0.0.1', () => console.log(`listening at ${address()}`));

function address() {
  return `http://127.0.0.1:${door.address().port}`;
}

async function text(request) {
  const parts = await Array.fromAsync(request);
  return Buffer.concat(parts).toString('utf8');
}

function answer(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value ?? {}));
}

// Of HTTP or of JSON-RPC, whichever of them failed.
function code(failed) {
  return failed.data?.status ?? failed.code ?? null;
}
