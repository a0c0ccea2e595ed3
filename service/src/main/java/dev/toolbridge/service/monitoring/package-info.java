/// The answers to monitoring: health routes, metrics, and the name of the run.
package dev.toolbridge.service.monitoring;
