/// Typed settings from the environment and from files, one table of keys per program.
package dev.toolbridge.service.config;
