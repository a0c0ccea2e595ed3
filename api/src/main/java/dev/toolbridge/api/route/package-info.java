/// The data plane's side of its route table: inputs, refusals, bodies, and writes that are carried out once.
package dev.toolbridge.api.route;
