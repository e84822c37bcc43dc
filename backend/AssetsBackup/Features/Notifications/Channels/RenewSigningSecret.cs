using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Features.Notifications.Delivery;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>Another signing secret in the place of one that was lost or is known to others. Messages are signed with it from then on.</summary>
public sealed record RenewSigningSecret(Guid Id) : IRequest<NewSigningSecret>;

/// <param name="SigningSecret">Shown this once.</param>
public sealed record NewSigningSecret(string SigningSecret)
{
    // A record would print its secret.
    public override string ToString() => nameof(NewSigningSecret);
}

internal sealed class RenewSigningSecretHandler(
    AppDatabase database,
    Caller caller,
    ChannelForms forms
) : IRequestHandler<RenewSigningSecret, NewSigningSecret>
{
    public async ValueTask<NewSigningSecret> Handle(
        RenewSigningSecret request,
        CancellationToken cancellationToken
    )
    {
        var channel = await database.ChannelAsync(caller, request.Id, cancellationToken);
        if (channel.Kind != ChannelKind.Webhook)
            throw ChannelProblems.NotSigned();
        var secret = WebhookBody.NewSecret();
        forms.Seal(channel, forms.Open(channel) with { SigningSecret = secret });
        database.Audit(
            caller,
            AuditAction.NotificationChannelChanged,
            ChannelFacts.SubjectOf(channel),
            AuditValue.Of("Signing secret", "replaced")
        );
        await database.SaveChangesAsync(cancellationToken);
        return new NewSigningSecret(secret);
    }
}
