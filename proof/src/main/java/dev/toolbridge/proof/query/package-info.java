/// Measurements of questions to large spaces: filters, orders, aggregates, searches, and what tags and words cost
// writers.
package dev.toolbridge.proof.query;
