/// Many changes in one request: the body of a batch, its plan, and its answer.
package dev.toolbridge.api.batch;
