/// Operations as values: plans of steps, what a step may answer, and how far an operation is.
package dev.toolbridge.tenants.operation;
