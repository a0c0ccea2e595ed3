/// Instances as processes of this machine, kept by a supervisord.
package dev.toolbridge.tenants.runtime.process;
