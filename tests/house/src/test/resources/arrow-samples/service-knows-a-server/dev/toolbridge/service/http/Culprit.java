package dev.toolbridge.service.http;

public class Culprit {
    dev.toolbridge.api.Innocent used0;
}
