/// The REST routes of the entity types: from requests to mutations, from items to answers.
package dev.toolbridge.api.rest;
