/// The runtime whose instances are machines of Fly.io, by its Machines API.
package dev.toolbridge.tenants.runtime.fly;
