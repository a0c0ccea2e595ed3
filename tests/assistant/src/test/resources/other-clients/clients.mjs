// How each client is told of an address and a token, and what its calls are called.
import { createRequire } from 'node:module';
import path from 'node:path';
import { Login } from './login.mjs';

const require = createRequire(import.meta.url);

export const clients = {
  // It knows no headers: whoever needs some gives it an event source and a fetch that add them.
  'sdk-1.0.4': async (address, token) => {
    const { Client } = await import('sdk-1.0.4/client/index.js');
    const { SSEClientTransport } = await import('sdk-1.0.4/client/sse.js');
    const headers = bearer(token);
    const EventSource = require('eventsource');
    const plainFetch = globalThis.fetch;
    globalThis.EventSource = class extends EventSource {
      constructor(url) {
        super(url, { headers });
      }
    };
    globalThis.fetch = (url, init) => plainFetch(url, { ...init, headers: { ...init.headers, ...headers } });
    return session(Client, new SSEClientTransport(address));
  },

  'sdk-1.8.0': async (address, token) => {
    const { Client } = await import('sdk-1.8.0/client/index.js');
    const { SSEClientTransport } = await import('sdk-1.8.0/client/sse.js');
    const headers = bearer(token);
    const eventSourceInit = { fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, ...headers } }) };
    return session(Client, new SSEClientTransport(address, { eventSourceInit, requestInit: { headers } }));
  },

  'sdk-1.12.3': async (address, token) => {
    const { Client } = await import('sdk-1.12.3/client/index.js');
    const { StreamableHTTPClientTransport } = await import('sdk-1.12.3/client/streamableHttp.js');
    return session(Client, new StreamableHTTPClientTransport(address, { requestInit: { headers: bearer(token) } }));
  },

  'sdk-1.32.2': async (address, token) => {
    const { Client } = await import('sdk-1.32.2/client/index.js');
    const { StreamableHTTPClientTransport } = await import('sdk-1.32.2/client/streamableHttp.js');
    return session(Client, new StreamableHTTPClientTransport(address, { requestInit: { headers: bearer(token) } }));
  },

  'mcp-remote': (address, token) =>
    bridge('mcp-remote', [address.href, '--transport', 'http-only', '--header', `Authorization:Bearer ${token}`]),

  'mcp-remote sse-first': (address, token) =>
    bridge('mcp-remote', [address.href, '--transport', 'sse-first', '--header', `Authorization:Bearer ${token}`]),

  'supergateway http': (address, token) =>
    bridge('supergateway', ['--streamableHttp', address.href, '--oauth2Bearer', token, '--logLevel', 'none']),

  'supergateway sse': (address, token) =>
    bridge('supergateway', ['--sse', address.href, '--oauth2Bearer', token, '--logLevel', 'none']),

  'sdk-1.8.0 login': (address) => loggedIn('sdk-1.8.0', 'sse.js', 'SSEClientTransport', address),

  'sdk-1.12.3 login': (address) =>
    loggedIn('sdk-1.12.3', 'streamableHttp.js', 'StreamableHTTPClientTransport', address),

  'mcp-remote login': (address) => bridge('mcp-remote', [address.href]),

  mcporter: async (address, token) => {
    const { createRuntime } = await import('mcporter');
    const command = { kind: 'http', url: address, headers: bearer(token) };
    const runtime = await createRuntime({ servers: [{ name: 'toolbridge', command }] });
    return {
      tools: () => runtime.listTools('toolbridge'),
      call: (tool, parameters) => runtime.callTool('toolbridge', tool, { args: parameters }),
      close: () => runtime.close(),
    };
  },

  '@ai-sdk/mcp': async (address, token) => {
    const { createMCPClient } = await import('@ai-sdk/mcp');
    const client = await createMCPClient({ transport: { type: 'http', url: address.href, headers: bearer(token) } });
    const tools = await client.tools();
    return {
      tools: async () => Object.keys(tools),
      call: (tool, parameters) => tools[tool].execute(parameters, { toolCallId: '1', messages: [] }),
      close: () => client.close(),
    };
  },

  '@langchain/mcp-adapters': async (address, token) => {
    const { MultiServerMCPClient } = await import('@langchain/mcp-adapters');
    const client = new MultiServerMCPClient({
      mcpServers: { toolbridge: { transport: 'http', url: address.href, headers: bearer(token) } },
    });
    const tools = await client.getTools();
    return {
      tools: async () => tools,
      call: (name, parameters) => tools.find((tool) => tool.name.endsWith(name)).invoke(parameters),
      close: () => client.close(),
    };
  },

  // Its strict mode rewrites schemas, and refuses what it cannot.
  '@openai/agents': async (address, token) => {
    const { MCPServerStreamableHttp, getAllMcpTools } = await import('@openai/agents');
    const server = new MCPServerStreamableHttp({ url: address.href, requestInit: { headers: bearer(token) } });
    await server.connect();
    return {
      tools: async () => {
        const tools = await getAllMcpTools({ mcpServers: [server], convertSchemasToStrict: true });
        const loose = tools.filter((tool) => !tool.strict).map((tool) => tool.name);
        if (loose.length > 0) {
          throw new Error(`not convertible to strict schemas: ${loose}`);
        }
        return tools;
      },
      call: (tool, parameters) => server.callTool(tool, parameters),
      close: () => server.close(),
    };
  },

  '@mastra/mcp': async (address, token) => {
    const { MCPClient } = await import('@mastra/mcp');
    const servers = { toolbridge: { url: address, requestInit: { headers: bearer(token) } } };
    const client = new MCPClient({ servers });
    const tools = await client.listTools();
    return {
      tools: async () => Object.keys(tools),
      call: (tool, parameters) => tools[`toolbridge_${tool}`].execute(parameters, {}),
      close: () => client.disconnect(),
    };
  },
};

function bearer(token) {
  return { Authorization: `Bearer ${token}` };
}

async function session(Client, transport) {
  const client = new Client({ name: 'lane', version: '1' }, { capabilities: {} });
  await client.connect(transport);
  return {
    tools: async () => (await client.listTools()).tools,
    call: (name, parameters) => client.callTool({ name, arguments: parameters }),
    close: () => client.close(),
  };
}

// A client that knows only programs it can start, before a program that knows the way.
async function bridge(program, parameters) {
  const { Client } = await import('sdk-1.12.3/client/index.js');
  const { StdioClientTransport } = await import('sdk-1.12.3/client/stdio.js');
  const command = path.resolve(import.meta.dirname, '../node_modules/.bin', program);
  const memory = path.join(import.meta.dirname, `memory-${process.pid}`);
  const env = { ...process.env, MCP_REMOTE_CONFIG_DIR: memory };
  return session(Client, new StdioClientTransport({ command, args: parameters, env }));
}

// A client of the official library whose user has to log in first.
async function loggedIn(library, file, transport, address) {
  const { Client } = await import(`${library}/client/index.js`);
  const { [transport]: Transport } = await import(`${library}/client/${file}`);
  const authProvider = await new Login().listen();
  const first = new Transport(address, { authProvider });
  await session(Client, first).then(
    () => Promise.reject(new Error('nobody had to log in')),
    () => undefined,
  );
  await first.finishAuth(await authProvider.code());
  return session(Client, new Transport(address, { authProvider }));
}
