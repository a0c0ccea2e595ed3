/// The data plane's own parts of routes: inputs, refusals, bodies, and writes that are carried out once.
package dev.toolbridge.api.route;
