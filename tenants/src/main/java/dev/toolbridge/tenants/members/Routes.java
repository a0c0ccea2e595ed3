package dev.toolbridge.tenants.members;

import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.util.List;
import java.util.function.BiFunction;

/// The reads that a tenant's API makes, under the paths that WorkOS gives them.
final class Routes {
    private final Admission admission;
    private final MemberReads reads;

    Routes(Admission admission, MemberReads reads) {
        this.admission = admission;
        this.reads = reads;
    }

    List<Route> all() {
        return List.of(
                get("/user_management/organization_memberships", reads::memberships),
                get("/organizations/{id}", reads::organization),
                get("/events", reads::events));
    }

    private Route get(String path, BiFunction<Tenant, Request, Answer> endpoint) {
        return new Route("GET", path, 0, request -> admission.answer(request, endpoint));
    }
}
