/// The OpenAPI document of a server, generated from its route table.
package dev.toolbridge.service.openapi;
