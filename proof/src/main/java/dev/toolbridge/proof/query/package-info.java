/// Measurements of questions to large spaces, and of what tags and the index of words cost writers.
package dev.toolbridge.proof.query;
