// Sends requests, and remembers what a person with a network tool would have seen of them.
export class Wire {
  exchanges = [];
  token;

  constructor(token) {
    this.token = token;
  }

  fetch = async (address, init) => {
    const headers = new Headers(init?.headers);
    if (this.token) {
      headers.set('Authorization', `Bearer ${this.token}`);
    }
    const exchange = this.#begin(address, init, headers);
    const response = await fetch(address, { ...init, headers });
    exchange.status = response.status;
    return response.body ? this.#overheard(response, exchange) : response;
  };

  // The revision that both sides agreed on, as the newest request says it.
  get revision() {
    return this.exchanges.findLast(exchange => exchange.revision)?.revision;
  }

  #begin(address, init, headers) {
    const exchange = {
      method: init?.method ?? 'GET',
      path: new URL(address).pathname,
      rpc: rpc(init?.body),
      revision: headers.get('MCP-Protocol-Version'),
      comments: 0,
      answered: false,
      ended: false,
    };
    this.exchanges.push(exchange);
    return exchange;
  }

  // Comments in a stream keep it alive; the client does not tell of them.
  #overheard(response, exchange) {
    const decoder = new TextDecoder();
    const listening = new TransformStream({
      transform(bytes, out) {
        const lines = decoder.decode(bytes, { stream: true }).split('\n');
        exchange.comments += lines.filter(line => line.startsWith(':')).length;
        exchange.answered ||= lines.some(line => line.startsWith('data:'));
        out.enqueue(bytes);
      },
      flush() {
        exchange.ended = true;
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(listening), { status, statusText, headers });
  }
}

// The method of a JSON-RPC message, if the body is one.
function rpc(body) {
  return typeof body === 'string' && body.startsWith('{') ? JSON.parse(body).method : undefined;
}
