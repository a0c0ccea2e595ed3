/// IP addresses that a server may connect to for somebody else: those of the public Internet.
package dev.toolbridge.service.address;
