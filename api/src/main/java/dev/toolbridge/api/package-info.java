/// The data plane: its settings, its route table, its two programs.
package dev.toolbridge.api;
