/// Limits on requests: by address, by user, by class.
package dev.toolbridge.service.rate;
