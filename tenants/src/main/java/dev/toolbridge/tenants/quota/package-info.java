/// The quotas of tenants: the files in which their programs read them, and the warning before they are used up.
package dev.toolbridge.tenants.quota;
