/// The REST face of the entity table: requests in, mutations out, items back.
package dev.toolbridge.api.rest;
