package dev.toolbridge.service.http;

public class Innocent {
}
