// Serves the page of the host, whose script is put together from the official packages, and carries its requests to the
// MCP server of the first argument, so that they have one origin.
import { createServer, request as send } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGE = '<!doctype html><title>Host</title><main></main><script src="/host.js"></script>';

const made = await build({
  entryPoints: [fileURLToPath(new URL('host.mjs', import.meta.url))],
  bundle: true,
  format: 'iife',
  write: false,
  logLevel: 'error',
});
const script = made.outputFiles[0].contents;

function carry(request, response) {
  const { method, headers } = request;
  const onward = send(new URL(request.url, process.argv[2]), { method, headers: { ...headers, origin: [] } }, answer => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

const door = createServer((request, response) => {
  if (request.url.startsWith('/mcp')) {
    carry(request, response);
    return;
  }
  const isScript = request.url === '/host.js';
  response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? script : PAGE);
});

door.listen(0, '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${door.address().port}`));
