/// The instances of releases, whatever they run on: the one interface of all runtimes, and its words.
package dev.toolbridge.tenants.runtime;
