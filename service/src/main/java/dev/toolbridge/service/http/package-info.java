/// One HTTP server for every program: a table of routes, limits, correlation, access log, errors to JSON.
package dev.toolbridge.service.http;
