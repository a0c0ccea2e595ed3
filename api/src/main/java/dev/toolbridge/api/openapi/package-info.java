/// The OpenAPI document, generated from the table of routes.
package dev.toolbridge.api.openapi;
