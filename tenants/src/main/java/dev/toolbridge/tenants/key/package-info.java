/// Keys of operators: made, shown once, listed, ended.
package dev.toolbridge.tenants.key;
