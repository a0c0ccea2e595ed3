/// The migrations of databases in use, in steps that let their readers and writers go on.
package dev.toolbridge.api.migration;
