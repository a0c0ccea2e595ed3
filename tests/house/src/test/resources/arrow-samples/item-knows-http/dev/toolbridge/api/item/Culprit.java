package dev.toolbridge.api.item;

public class Culprit {
    dev.toolbridge.service.http.Innocent used0;
}
