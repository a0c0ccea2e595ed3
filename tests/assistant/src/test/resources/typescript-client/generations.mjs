import { Client as FirstClient } from '@modelcontextprotocol/sdk/client/index.js';
import { UnauthorizedError as FirstUnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { SSEClientTransport as FirstSse } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport as FirstHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { StdioClientTransport as FirstStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import {
  Client as SecondClient,
  SSEClientTransport as SecondSse,
  StreamableHTTPClientTransport as SecondHttp,
  UnauthorizedError as SecondUnauthorizedError,
} from '@modelcontextprotocol/client';

const NAME = { name: 'official-client', version: '1.0' };
const CAPABILITIES = { elicitation: {} };

const first = {
  transports: { http: FirstHttp, sse: FirstSse, stdio: FirstStdio },
  UnauthorizedError: FirstUnauthorizedError,
  client(_, answer) {
    const client = new FirstClient(NAME, { capabilities: CAPABILITIES });
    client.setRequestHandler(ElicitRequestSchema, answer);
    return client;
  },
  call(client, method, parameters, options) {
    return method === 'callTool' ? client.callTool(parameters, undefined, options) : client[method](parameters, options);
  },
};

const second = {
  transports: { http: SecondHttp, sse: SecondSse },
  UnauthorizedError: SecondUnauthorizedError,
  client(revision, answer) {
    const client = new SecondClient(NAME, { capabilities: CAPABILITIES, versionNegotiation: { mode: { pin: revision } } });
    client.setRequestHandler('elicitation/create', answer);
    return client;
  },
  call(client, method, parameters, options) {
    return client[method](parameters, options);
  },
};

// The newest revision that a generation of the client speaks.
export const generations = { '2025-11-25': first, '2026-07-28': second };
