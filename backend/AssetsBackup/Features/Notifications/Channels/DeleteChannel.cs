using AssetsBackup.Doors;
using AssetsBackup.Features.Audit;
using AssetsBackup.Hosting.Database;
using Mediator;

namespace AssetsBackup.Features.Notifications.Channels;

/// <summary>What it was still to be told of goes with it.</summary>
public sealed record DeleteChannel(Guid Id) : IRequest<ChannelDeleted>;

public sealed record ChannelDeleted(Guid Id);

internal sealed class DeleteChannelHandler(AppDatabase database, Caller caller)
    : IRequestHandler<DeleteChannel, ChannelDeleted>
{
    public async ValueTask<ChannelDeleted> Handle(
        DeleteChannel request,
        CancellationToken cancellationToken
    )
    {
        var channel = await database.ChannelAsync(caller, request.Id, cancellationToken);
        database.NotificationChannels.Remove(channel);
        database.Audit(
            caller,
            AuditAction.NotificationChannelDeleted,
            ChannelFacts.SubjectOf(channel),
            ChannelFacts.Of(channel).ChangesTo(ChannelFacts.None)
        );
        await database.SaveChangesAsync(cancellationToken);
        return new ChannelDeleted(channel.Id);
    }
}
