package dev.toolbridge.api.rest;

public class Innocent {
}
