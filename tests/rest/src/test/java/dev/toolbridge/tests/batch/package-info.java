/// Batches: many operations in one request.
package dev.toolbridge.tests.batch;
