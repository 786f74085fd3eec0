import { describe, expect, it } from 'vitest';
import { synthesise } from './testing/synthesise.ts';

const template = synthesise({ target: 'local' });

describe('the HTTP API', () => {
  it('has these routes', () => {
    const routes = Object.entries(template.findResources('AWS::ApiGatewayV2::Route'))
      .filter(([id]) => id.startsWith('ApiHttp'))
      .map(([, { Properties }]) => Properties.RouteKey);
    expect(routes.sort()).toEqual([
      'DELETE /api/jobs/{jobId}',
      'GET /api/jobs/{jobId}',
      'GET /api/limits',
      'POST /api/jobs',
    ]);
  });

  it('is throttled and logs its requests', () => {
    const stages = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const stage = stages.find(({ Properties }) => Properties.StageName === '$default');
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    });
    expect(stage?.Properties.AccessLogSettings.DestinationArn).toBeDefined();
  });
});
