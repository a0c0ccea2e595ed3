// The client in the browser: it calls a tool, shows the tool's page in a closed frame, and gives the page the result.
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const INFO = { name: 'app-host', version: '1.0' };
const PAGE_TYPE = 'text/html;profile=mcp-app';
const UI = { 'io.modelcontextprotocol/ui': { mimeTypes: [PAGE_TYPE] } };

const actions = {
  client: undefined,

  async connect(address, token) {
    this.client = new Client(INFO, { capabilities: { extensions: UI } });
    const requestInit = { headers: { Authorization: `Bearer ${token}` } };
    await this.client.connect(new StreamableHTTPClientTransport(new URL(address), { requestInit }));
  },

  async show(name, values) {
    const { tools } = await this.client.listTools();
    const uri = tools.find(tool => tool.name === name)._meta.ui.resourceUri;
    const { contents } = await this.client.readResource({ uri });
    if (contents[0].mimeType !== PAGE_TYPE) {
      throw new Error(`${uri} is ${contents[0].mimeType}`);
    }
    const bridge = new AppBridge(this.client, INFO, { openLinks: {}, serverTools: {} });
    bridge.onopenlink = async ({ url }) => {
      host.links.push(url);
      return {};
    };
    const begun = new Promise(resolve => { bridge.oninitialized = resolve; });
    await frame(bridge, contents[0].text);
    await begun;
    await bridge.sendToolInput({ arguments: values });
    await bridge.sendToolResult(await this.client.callTool({ name, arguments: values }));
  },
};

async function frame(bridge, html) {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.style = 'width: 100%; height: 600px';
  document.querySelector('main').replaceChildren(element);
  await bridge.connect(new PostMessageTransport(element.contentWindow, element.contentWindow));
  element.srcdoc = html;
}

globalThis.host = {
  links: [],
  state: '',

  begin(action, words) {
    host.state = '';
    actions[action](...words).then(
      () => { host.state = 'done'; },
      failed => { host.state = `${failed.name}: ${failed.message}`; });
  },
};
