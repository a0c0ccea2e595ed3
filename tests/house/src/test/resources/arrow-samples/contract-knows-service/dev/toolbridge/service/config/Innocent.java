package dev.toolbridge.service.config;

public class Innocent {
}
