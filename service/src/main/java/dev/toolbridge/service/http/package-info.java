/// One HTTP server for every program: limits, correlation, access log, errors to JSON, health and metrics.
package dev.toolbridge.service.http;
