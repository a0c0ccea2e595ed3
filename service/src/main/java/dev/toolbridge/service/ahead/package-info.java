/// Values that another thread makes ahead of their use.
package dev.toolbridge.service.ahead;
