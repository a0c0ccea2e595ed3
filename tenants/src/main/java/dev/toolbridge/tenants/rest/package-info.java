/// The routes of tenants and operations: they read and answer requests, and record what the engine carries out.
package dev.toolbridge.tenants.rest;
