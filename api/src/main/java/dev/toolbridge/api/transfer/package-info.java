/// Items that come from other stores, written into a space part by part.
package dev.toolbridge.api.transfer;
